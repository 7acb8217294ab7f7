//! Fields with their label, hint and error. Each has a form name, so that a plain form works too.

mod choice;
mod find;
mod frame;
mod text;

pub use choice::SelectField;
pub use find::FindField;
pub use text::{FieldKind, TextArea, TextField};
