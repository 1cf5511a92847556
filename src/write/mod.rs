//! What leaves the tool: findings for a terminal, sheets for files.
//!
//! Everything here is values in, text or bytes out. Nothing knows a criterion, the disk or today's date.

pub mod csv;
pub mod json;
mod page;
mod plain;
mod provenance;
mod seal;
pub mod terminal;
mod text_seal;
pub mod xlsx;

pub use page::page;
pub use plain::plain;
pub use provenance::written_by_us;
pub use text_seal::text_written_by_us;
