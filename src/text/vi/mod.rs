//! Tiếng Việt: the words of the tool in Vietnamese.

pub(super) mod cell_fault;
pub(super) mod definition_fault;
pub(super) mod rule_fault;
pub(super) mod table_fault;
