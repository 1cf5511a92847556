//! From an assessment to neutral sheets of cells, in the reader's words. Nothing here knows a file format.

pub mod sheet;
