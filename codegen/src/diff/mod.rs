//! What is other in one version of a description than in another: data in, data out.

pub mod wire;
