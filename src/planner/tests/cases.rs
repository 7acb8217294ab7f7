//! The planner's rules as text: a plan on the left, its dates on the right.

#[path = "cases/calendars.rs"]
mod calendars;
#[path = "cases/constraints.rs"]
mod constraints;
#[path = "cases/floats.rs"]
mod floats;
#[path = "cases/from_finish.rs"]
mod from_finish;
#[path = "cases/hostile.rs"]
mod hostile;
#[path = "cases/links.rs"]
mod links;
#[path = "cases/matrix.rs"]
mod matrix;
#[path = "cases/oracle.rs"]
mod oracle;
#[path = "cases/prepared.rs"]
mod prepared;
#[path = "cases/progress.rs"]
mod progress;
#[path = "cases/properties.rs"]
mod properties;
#[path = "cases/summaries.rs"]
mod summaries;
#[path = "cases/text.rs"]
mod text;
