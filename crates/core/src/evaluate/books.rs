//! The tallies that an evaluation looks into.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Context;
use super::assumptions::Assumptions;
use super::ledger::Ledger;
use crate::tally::{Grains, Snapshot};

/// The tally that is evaluated, and earlier ones by name.
#[derive(Debug)]
pub(crate) struct Books<'t> {
    pub(super) own: Ledger<'t>,
    pub(super) earlier: BTreeMap<&'t str, Ledger<'t>>,
}

impl<'t> Books<'t> {
    pub(super) fn open(
        context: &'t Context,
        snapshot: &'t Snapshot,
        assumptions: &'t Assumptions,
    ) -> Self {
        let earlier = assumptions.baselines().filter_map(|(name, tally)| {
            let layout = tally.layout().as_ref();
            let (_, snapshot) = tally.snapshots().last_key_value()?;
            let grains = Cow::Owned(Grains::new(layout.counted));
            Some((name, Ledger::new(layout, snapshot, grains)))
        });
        Self {
            own: Ledger::new(&context.layout, snapshot, Cow::Borrowed(&context.grains)),
            earlier: earlier.collect(),
        }
    }
}
