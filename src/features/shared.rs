//! What three or more features use.

pub mod areas;
pub mod arrange;
pub mod baseline_api;
pub mod changes;
pub mod content_view;
pub mod draft_api;
pub mod field_text;
pub mod flow_api;
pub mod fresh;
pub mod hours;
pub mod inbox_api;
pub mod labels;
pub mod live_wire;
pub mod loaded;
pub mod look;
pub mod looking_back;
pub mod magic_link;
pub mod magic_link_api;
pub mod moves;
pub mod plan;
pub mod plan_api;
pub mod standing;
pub mod task_marks;
pub mod typed;
pub mod upload;
pub mod word_diff;
