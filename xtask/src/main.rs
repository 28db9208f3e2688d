//! Every chore of the repository, one place.
fn main() {}
