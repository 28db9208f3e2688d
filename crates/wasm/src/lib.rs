//! The part of the package for JavaScript that is Rust: plain functions and classes that the
//! TypeScript beside it (`js/`) gives its names and types.
//!
//! Everything here converts, calls the core, and converts back. Plans, tallies and results cross the
//! boundary as JSON text, records as bytes and typed arrays. An error crosses as a text too, from
//! which TypeScript makes an `Error`. What TypeScript hands over has been looked at there: it is of
//! the type that stands here.

#![expect(clippy::missing_errors_doc, reason = "the TypeScript says what each throws")]
#![expect(clippy::needless_pass_by_value, reason = "what crosses the boundary is owned")]

pub mod columns;
pub mod error;
pub mod evaluation;
pub mod exact;
pub mod feed;
pub mod plan;
pub mod tally;
pub mod unicode;
