//! Faults counted by code and column.

use std::collections::BTreeMap;

use crate::tally::{FaultGroup, FaultKey};

pub(super) type Accounts = BTreeMap<FaultKey, FaultGroup>;

/// Counts one more record with a fault.
pub(super) fn add_fault(accounts: &mut Accounts, code: &str, column: &str, key: Option<&str>) {
    let fault = FaultKey { code: code.to_owned(), column: column.to_owned() };
    accounts.entry(fault).or_default().add(key);
}

/// Adds the faults that a part has counted.
pub(super) fn absorb(own: &mut Accounts, other: Accounts) {
    for (key, group) in other {
        own.entry(key).or_default().absorb(group);
    }
}
