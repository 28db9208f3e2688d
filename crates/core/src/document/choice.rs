//! Closed lists of words, defined once.

use chrono::Weekday;

use crate::ground::calendar::{WEEK, weekday_name};
use crate::ground::dates::Grain;
use crate::ground::language::Language;
use crate::ground::target::ChangeIn;

/// A value that a document writes as one word of a closed list.
pub(crate) trait Choice: Copy + Sized + 'static {
    /// What the words stand for, as a message names it: `grain`, `type`.
    const WHAT: &'static str;
    /// Every value.
    const ALL: &'static [Self];

    /// The word by which a document writes it.
    fn word(self) -> &'static str;
}

impl Choice for Grain {
    const WHAT: &'static str = "a grain of time";
    const ALL: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        self.name()
    }
}

impl Choice for ChangeIn {
    const WHAT: &'static str = "`as`";
    const ALL: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        self.name()
    }
}

impl Choice for Language {
    const WHAT: &'static str = "`language`";
    const ALL: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        self.code()
    }
}

impl Choice for Weekday {
    const WHAT: &'static str = "`weekend`";
    const ALL: &'static [Self] = &WEEK;

    fn word(self) -> &'static str {
        weekday_name(self)
    }
}

/// Defines an enum whose variants a document writes as words.
macro_rules! choice {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident ($what:literal) {
            $( $(#[$variant_meta:meta])* $variant:ident = $word:literal, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
        #[non_exhaustive]
        $vis enum $name {
            $( $(#[$variant_meta])* #[serde(rename = $word)] $variant, )+
        }

        impl $name {
            /// The word by which a plan writes it.
            #[must_use]
            $vis fn name(self) -> &'static str {
                match self {
                    $( Self::$variant => $word, )+
                }
            }
        }

        impl $crate::document::choice::Choice for $name {
            const WHAT: &'static str = $what;
            const ALL: &'static [Self] = &[$( Self::$variant ),+];

            fn word(self) -> &'static str {
                self.name()
            }
        }
    };
}

pub(crate) use choice;
