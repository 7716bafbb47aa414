//! What must hold of every measure, whatever the data: properties, literal twins, adversarial input, threads.
#![allow(clippy::unwrap_used)]

mod access;
mod adversarial;
mod assembly;
mod autocorrelation;
mod bayes;
mod change;
mod classes;
mod cohort;
mod comparable;
mod component;
mod contiguity;
mod decay;
mod ellison_glaeser;
mod equity;
mod indicator;
mod interval;
mod local;
mod measure;
mod method;
mod natural;
mod neighbour;
mod passage;
mod permutation;
mod plane;
mod rank;
mod road;
mod shift_share;
mod siting;
mod source;
mod strategy;
mod territory;
mod threads;
mod times;
mod travel;
mod white_zone;
