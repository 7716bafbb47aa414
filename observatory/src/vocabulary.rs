//! The closed lists: one macro gives every list its names, its French labels, its parser and its order, so that no list
//! can have a name that does not parse. Refuses to know what the lists mean.

/// Defines a public enum whose variants have one ASCII name (URL, SQL, JSON) and one French label.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident as $list:literal { $($(#[$vdoc:meta])* $variant:ident = $text:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every member, in the order of presentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name used in URLs, SQL, JSON and TypeScript.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The French label a reader sees.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err($crate::Error::UnknownName {
                        list: $list,
                        found: text.to_owned(),
                        expected: [$($text),+].join(", "),
                    }),
                }
            }
        }
    };
}

pub(crate) use vocabulary;
