//! Workbooks of Excel 2007 and later (.xlsx, .xlsm) to rows.
//!
//! The sheet's XML is read here, in one pass and cell by cell: a general reader does not tell a formula without a stored
//! result from a blank, loses the place of newer error values, and passes over hidden rows and merged areas, and each of
//! these can change a verdict. Nothing is allocated for the size that a sheet claims to have.

pub(super) mod attributes;
mod events;
mod formats;
mod merged;
mod package;
mod reading;
mod sheet;
mod strings;
mod values;
mod workbook;

pub(super) use events::events;
pub(super) use formats::{Look, built_in, look, measure_named};
pub(super) use package::Package;
pub(super) use reading::read;
pub(super) use sheet::is_zero;
pub(super) use strings::push_text;
pub(super) use workbook::targets;
