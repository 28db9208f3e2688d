//! Records as typed columns.
