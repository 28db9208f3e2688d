//! Closed lists of words, defined once.

/// A value that a document writes as one word of a closed list.
pub(crate) trait Choice: Copy + Sized + 'static {
    /// What the words stand for, as a message names it: `grain`, `type`.
    const WHAT: &'static str;
    /// Every word with its value.
    const WORDS: &'static [(&'static str, Self)];
    /// The name of the list in the JSON Schema.
    const SCHEMA_NAME: &'static str;
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
            const WORDS: &'static [(&'static str, Self)] = &[$( ($word, Self::$variant) ),+];
            const SCHEMA_NAME: &'static str = stringify!($name);
        }
    };
}

pub(crate) use choice;
