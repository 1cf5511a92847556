//! What leaves the tool: findings for a terminal, sheets for files.
//!
//! Everything here is values in, text or bytes out. Nothing knows a criterion, the disk or today's date.

mod plain;
mod provenance;
mod seal;
pub mod terminal;
pub mod xlsx;

pub use plain::plain;
pub use provenance::written_by_us;
