//! Records counted a second, by the form in which they come.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark")]

mod records;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use quality_objectives::{Batch, Part, Period, Rules, Selection, Tally};
use records::{Dossiers, RECORDS};

fn counted(rules: &Rules, batch: &Batch<'_>) -> Tally {
    let mut counter = rules.counter();
    counter.batch("dossiers", batch).unwrap();
    counter.finish().unwrap().0
}

fn counting(criterion: &mut Criterion) {
    let plan = records::plan();
    let rules = records::rules(&plan);
    let dossiers = Dossiers::new(RECORDS, 1);
    let csv = dossiers.csv();
    let (rows, texts, typed) = (dossiers.rows(), dossiers.texts(), dossiers.typed());
    // A benchmark of ways that do not agree would be of no use.
    let expected = counted(&rules, &typed);
    assert_eq!(counted(&rules, &texts), expected);
    assert_eq!(counted(&rules, &rows.batch().unwrap()), expected);

    let mut group = criterion.benchmark_group("counting");
    group.sample_size(10).throughput(Throughput::Elements(RECORDS as u64));
    group.bench_function("csv", |bencher| {
        bencher.iter(|| {
            let mut counter = rules.counter();
            counter.csv("dossiers", csv.as_bytes()).unwrap();
            counter.finish().unwrap()
        });
    });
    group.bench_function("rows, collected and counted", |bencher| {
        bencher.iter(|| counted(&rules, &dossiers.rows().batch().unwrap()));
    });
    group.bench_function("text", |bencher| bencher.iter(|| counted(&rules, &texts)));
    group.bench_function("typed, members by dictionary", |bencher| {
        bencher.iter(|| counted(&rules, &typed));
    });
    #[cfg(feature = "arrow")]
    {
        let arrow = arrow::records(&dossiers);
        assert_eq!(counted(&rules, &Batch::from_arrow(&arrow).unwrap()), expected);
        group.bench_function("arrow", |bencher| {
            bencher.iter(|| counted(&rules, &Batch::from_arrow(&arrow).unwrap()));
        });
    }
    group.bench_function("cases of one unit and week, csv", |bencher| {
        let selection = Selection::new("late_rate", Part::Numerator)
            .member("unit", "Phòng, ban số 03")
            .period(Period::parse("2022-W28").unwrap());
        bencher.iter(|| {
            let mut finder = rules.cases(&selection).unwrap();
            finder.csv("dossiers", csv.as_bytes()).unwrap();
            finder.finish().unwrap()
        });
    });
    group.finish();
}

#[cfg(feature = "arrow")]
mod arrow {
    use std::sync::Arc;

    use arrow_array::{
        ArrayRef, BooleanArray, Date32Array, DictionaryArray, Int32Array, RecordBatch, StringArray,
    };

    use crate::records::{Cells, Dossiers};

    /// The dossiers as a data frame hands them over.
    pub(crate) fn records(dossiers: &Dossiers) -> RecordBatch {
        let columns = dossiers.columns.iter().map(|(name, cells)| {
            let array: ArrayRef = match cells {
                Cells::Texts(texts) => {
                    Arc::new(texts.iter().map(Option::as_deref).collect::<StringArray>())
                }
                Cells::Members(members, codes) => {
                    let keys = codes.iter().map(|code| code.map(|at| i32::try_from(at).unwrap()));
                    let members = StringArray::from_iter_values(members);
                    Arc::new(DictionaryArray::new(keys.collect::<Int32Array>(), Arc::new(members)))
                }
                Cells::Truths(truths) => Arc::new(BooleanArray::from(truths.clone())),
                Cells::Days(days) => Arc::new(Date32Array::from(days.clone())),
            };
            (*name, array, true)
        });
        RecordBatch::try_from_iter_with_nullable(columns).unwrap()
    }
}

criterion_group!(benches, counting);
criterion_main!(benches);
