//! Where to open the next sites: five questions over one [`Problem`], each with the best choice, its objective, and how much
//! better any choice could be.
//!
//! | question | measure | source |
//! |---|---|---|
//! | With so many sites, who can be served within a threshold? | [`mclp`] | Church & ReVelle 1974 |
//! | How few sites serve everyone within a threshold? | [`lscp`] | Toregas, Swain, ReVelle & Bergman 1971 |
//! | With so many sites, how small can the sum of costs be? | [`p_median`] | Hakimi 1964, ReVelle & Swain 1970 |
//! | With so many sites, how near can the farthest be? | [`p_center`] | Hakimi 1964, Daskin 1995 |
//! | With so many sites, how well can the least served group be served? | [`max_min`] | Rawls 1971, Krause et al. 2008 |
//!
//! Existing sites stay open and cost nothing; a demand that no site can reach is declared, never given a large cost. What is
//! possible within a gesture is [`Effort::Quick`]; [`Effort::Exact`] proves its answer. Then [`gains`] says what each site
//! brings, and [`WhatIf`] follows a hand that moves one.
//!
//! Refuses to know what a cost is: minutes or metres, as the caller's [`Times`](crate::travel::Times) hold them. Ties go to the
//! lowest site; everything but the reading of rows is sequential, so that the answer is the same on any number of threads.
//!
//! Next: [`Solution`] for what an answer says, `exact/search.rs` for how it is proven.

mod account;
mod bound;
mod exact;
mod gain;
mod heuristic;
mod instance;
mod lscp;
mod max_min;
mod mclp;
mod p_center;
mod p_median;
mod problem;
mod reduce;
mod solution;
mod what_if;

pub use gain::{Gain, gains};
pub use lscp::lscp;
pub use max_min::max_min;
pub use mclp::mclp;
pub use p_center::p_center;
pub use p_median::p_median;
pub use problem::Problem;
pub use solution::{Budget, Effort, Solution, Status};
pub use what_if::{Goal, Served, WhatIf};
