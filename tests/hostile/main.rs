//! Nasty files through the program as people call it: what it reads of them, what it says, and that none of them brings it
//! down. The files are made here; each says which trouble of real files it stands for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod formats;
mod fuzz;
mod limits;
#[path = "../../src/input/testing/made.rs"]
mod made;
mod program;
mod quirks;
mod report;
mod vast;
