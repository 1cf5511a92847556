//! The quirks of real files, from the file to what is judged: one case or more for each, with the value that is read or
//! the finding that names its cell. The numbers are those of the list of quirks that the project was built against; the
//! tests beside the program's hostile files hold the others.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../../src/input/testing/made.rs"]
mod made;

mod codes;
mod days;
mod figures;
mod headings;
mod quirk;
mod rows;
