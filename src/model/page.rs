//! Trang: anything else.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Trang: a page with nothing of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Page {}
