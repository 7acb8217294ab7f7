//! The evidence of a project: every record that was decided about and the chain of decisions, in a
//! form that proves itself without the server.
