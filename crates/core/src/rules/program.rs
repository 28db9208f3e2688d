//! Many conditions compiled into one program over columns.
