//! Evaluating, merging, and writing and reading tallies.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark")]

mod records;

use criterion::{Criterion, criterion_group, criterion_main};
use quality_objectives::{Assumptions, Evaluator, Grain, Plan, Tally};

fn evaluating(criterion: &mut Criterion) {
    let plan = records::plan();
    let rules = records::rules(&plan);
    let evaluator = Evaluator::new(&plan);
    let none = Assumptions::none();
    let north = records::tally(&rules, 20_000, 1);
    let south = records::tally(&rules, 20_000, 2);
    let json = north.to_json_for_merging();
    // About 5 000 cells, as a year of the plan's dossiers has them in a small town.
    let small = records::tally(&rules, 400, 3);
    // Three as-of days: together some 100 000 cells each.
    let days = ["2022-11-30", "2022-12-15", "2022-12-31"].map(|day| day.parse().unwrap());
    let of_days = plan.rules_as_of(days).unwrap();
    let (many, more) = (records::tally(&of_days, 20_000, 1), records::tally(&of_days, 20_000, 2));
    println!("cells: {}, {}, {}", small.cells(), north.cells(), many.cells());
    let evaluation = evaluator.evaluate(&north, &none).unwrap();

    let mut group = criterion.benchmark_group("evaluating");
    group.sample_size(20);
    group.bench_function("a plan made ready", |bencher| bencher.iter(|| Evaluator::new(&plan)));
    group.bench_function("a tally", |bencher| {
        bencher.iter(|| evaluator.evaluate(&north, &none).unwrap());
    });
    group.bench_function("a small tally", |bencher| {
        bencher.iter(|| evaluator.evaluate(&small, &none).unwrap());
    });
    group.bench_function("a breakdown by unit and month, of 444 groups", |bencher| {
        let by = ["unit"];
        let own = || evaluation.breakdown("late_rate", &by, Some(Grain::Month)).unwrap();
        assert_eq!(own().rows.len(), 444);
        bencher.iter(own);
    });
    group.bench_function("a breakdown by unit and week", |bencher| {
        let by = ["unit"];
        bencher.iter(|| evaluation.breakdown("late_rate", &by, Some(Grain::Week)).unwrap());
    });
    group.bench_function("an evaluation as JSON", |bencher| bencher.iter(|| evaluation.to_json()));
    group.finish();

    let mut group = criterion.benchmark_group("tallies");
    group.sample_size(20);
    group.bench_function("merged", |bencher| bencher.iter(|| north.merge(&south).unwrap()));
    group.bench_function("merged, of three as-of days", |bencher| {
        bencher.iter(|| many.merge(&more).unwrap());
    });
    group.bench_function("written as JSON", |bencher| bencher.iter(|| north.to_json_for_merging()));
    group.bench_function("read from JSON", |bencher| {
        bencher.iter(|| Tally::from_json(&json).unwrap());
    });
    group.finish();

    let path =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/plans/nha-trang-727-2022/plan.yaml");
    let text = std::fs::read_to_string(path).unwrap();
    criterion.bench_function("reading the plan", |bencher| {
        bencher.iter(|| Plan::from_yaml(&text).unwrap());
    });
}

criterion_group!(benches, evaluating);
criterion_main!(benches);
