//! The closed list of content kinds: one line a kind.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($name:ident, $key:literal, $vi:literal, $en:literal, $type:ty;)*) => {
        /// Name of a content kind.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
        )]
        #[serde(rename_all = "kebab-case")]
        #[schemars(inline)]
        pub enum KindName {
            $(#[doc = $en] #[schemars(title = $vi)] $name,)*
        }

        impl KindName {
            /// Every kind, in the order of the reference page.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Returns the key used in front matter.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// Returns the kind of a key.
            pub fn of_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.key() == key)
            }

            /// Returns the Vietnamese label.
            pub fn vi(self) -> &'static str {
                match self { $(Self::$name => $vi,)* }
            }

            /// Returns the English label.
            pub fn en(self) -> &'static str {
                match self { $(Self::$name => $en,)* }
            }

            /// Returns the JSON Schema of the kind's own fields.
            pub fn schema(self, generator: &mut SchemaGenerator) -> Schema {
                match self { $(Self::$name => <$type>::json_schema(generator),)* }
            }

            /// Reads the kind's own fields.
            pub(super) fn fields(self, value: &serde_yaml::Value) -> Result<Kind, serde_yaml::Error> {
                match self { $(Self::$name => <$type>::deserialize(value).map(|v| Kind::$name(Box::new(v))),)* }
            }
        }

        /// A document's own fields, by kind.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Kind {
            $(#[doc = $en] $name(Box<$type>),)*
        }

        impl Kind {
            /// Returns the kind's name.
            pub fn name(&self) -> KindName {
                match self { $(Self::$name(_) => KindName::$name,)* }
            }
        }
    };
}

kinds! {
    Directive, "directive", "văn bản", "directive", super::directive::Directive;
    Guidance, "guidance", "hướng dẫn năm", "yearly guidance", super::guidance::Guidance;
    Topic, "topic", "chuyên đề", "topic", super::topic::Topic;
    Agenda, "agenda", "chương trình", "agenda", super::agenda::Agenda;
    Guide, "guide", "sinh hoạt mẫu", "model-meeting guide", super::guide::Guide;
    Scorecard, "scorecard", "phiếu chấm điểm", "scorecard", super::scorecard::Scorecard;
    Form, "form", "biểu mẫu", "form", super::form::Form;
    Course, "course", "lớp bồi dưỡng", "course", super::course::Course;
    Lesson, "lesson", "bài giảng", "lesson", super::lesson::Lesson;
    Calendar, "calendar", "lịch sinh hoạt", "year plan", super::calendar::Calendar;
    Bulletin, "bulletin", "tài liệu tháng", "monthly material", super::bulletin::Bulletin;
    Page, "page", "trang", "page", super::page::Page;
    Section, "section", "mục", "section", super::section::Section;
}
