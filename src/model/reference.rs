//! Texts of front matter that name something else; `link` finds out what.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

macro_rules! written {
    ($(#[$doc:meta])* $name:ident, $format:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// Returns the text as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "format": $format })
            }
        }
    };
}

written! {
    /// A directive as cited: `42-HD/BTCTW, 28/10/2025`; the number alone where it is unique;
    /// `…|historical` where a replaced one is meant.
    Citation, "citation"
}
written! {
    /// A page of the handbook: its path below `content/` without `.md` (`chuyen-de/tiet-kiem`), or
    /// relative to the file that names it (`./tiet-kiem`, `../chuyen-de/tiet-kiem.md`).
    PageRef, "page"
}
written! {
    /// Id of a kind of organisation (loại hình) in `sotay.yaml`.
    OrgTypeId, "org-type"
}
written! {
    /// Id of a unit (chi bộ) in `sotay.yaml`.
    UnitId, "unit"
}
