//! `thidua` turns the plan of an emulation campaign (phong trào thi đua) and the figures that units sent in into ranked
//! lists with a reason behind every cell.
//!
//! Data flow one way through the layers, and each uses only those before it:
//! `vocab → text, input, rule → campaign → assess → report → write → cli`.

pub mod assess;
pub mod campaign;
pub mod cli;
pub mod input;
pub mod report;
pub mod rule;
pub mod text;
pub mod vocab;
pub mod write;
