//! The command line: arguments, files, the clock and the terminal.

mod replace;
mod words;
