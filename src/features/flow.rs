//! How work flows over the board: cumulative flow, lead and cycle time, throughput, ageing, and
//! when so many more tasks will be done.
//!
//! Pure part: `scale` (numbers into places of a picture). The rest puts into pictures and words
//! what `domain::flow` has worked out.

mod ageing;
mod cumulative;
mod forecast;
mod layers;
mod page;
mod plot;
mod scale;
mod throughput;
mod times;
mod words;

pub use page::FlowPage;
