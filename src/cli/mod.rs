//! (being built)

pub mod inspect;
