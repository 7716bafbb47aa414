//! # The measures of Lanterne
//!
//! What an observatory of the économie sociale et solidaire (ESS) computes, over columns in the row order of one territory
//! index. A measure takes slices and returns columns; it never cares which level it is given, and it reads no file, no
//! clock, no SQL, no JSON and no HTTP.
//!
//! | question | module | source |
//! |---|---|---|
//! | What is an EPCI made of, and what does the register not cover? | [`assembly`] | sums over communes |
//! | How present is the ESS, what share, what size? | [`indicator`], [`measure`] | definitions of METHODS.md 1 |
//! | Is this territory more specialised than the reference? | [`measure::quotient`] | location quotient (Florence 1939) |
//! | Of what is it made? | [`measure::structure`], [`measure::concentration`] | Herfindahl 1950, Hirschman 1945 |
//! | Is a sector gathered, beyond the size of its establishments? | [`measure::ellison_glaeser`] | Ellison & Glaeser 1997 (Journal of Political Economy 105) |
//! | How far can a small number be trusted? | [`interval`] | Garwood 1936 (Biometrika 28), Wilson 1927 (JASA 22) |
//! | What would it be with the noise taken out? | [`bayes`] | Marshall 1991 (Applied Statistics 40), Clayton & Kaldor 1987 (Biometrics 43) |
//! | And drawn towards its neighbours only? | [`bayes::local`] | Marshall 1991, by neighbourhood |
//! | Which place does it take, give or take? | [`rank`] | Goldstein & Spiegelhalter 1996 (JRSS A 159) |
//! | How is it coloured? | [`classes`] | rounded around the reference, quantile, equal interval, by hand; natural (Fisher 1958, JASA 53; Jenks 1977; Wang & Song 2011, The R Journal 3), head/tail (Jiang 2013, Professional Geographer 65), standard deviations |
//! | How unequally is it spread over the people? | [`equity`] | Lorenz 1905, Gini 1912, Theil 1967 and Shorrocks 1980 (Econometrica 48), Atkinson 1970 (J. Economic Theory 2), Hoover 1936, Palma 2011 |
//! | How long is the way, and who says so? | [`travel`] | supplied matrix, road network, stated straight-line model |
//! | How long is the way by road? | [`travel::network`] | Dijkstra 1959 (Numerische Mathematik 1), Tarjan 1972 (SIAM J. Comput. 1) |
//! | How far is the nearest site, and for what share of the inhabitants? | [`access::nearest()`], [`access::within`] | least minutes of a row |
//! | What is within reach, weighed by the distance? | [`access::potential`], [`access::Decay`] | Hansen 1959 (J. American Institute of Planners 25), Dai 2010 (Health & Place 16) |
//! | What is left for each when it is shared? | [`access::two_step`] | Luo & Wang 2003 (Environment and Planning B 30), Luo & Qi 2009 (Health & Place 15), Wan, Zou & Sternberg 2012 (IJGIS 26) |
//! | What is its official French form? | [`access::apl()`] | Barlet, Coldefy, Collin & Lucas-Gabrielli 2012 (Études et résultats 795) |
//! | Who is beside whom? | [`neighbour::contiguity`], [`neighbour::shared_arc`] | queen and rook, from common points or shared borders |
//! | Who is nearest, and who is within a distance? | [`neighbour::nearest`], [`neighbour::band`], [`neighbour::plane`], [`neighbour::lambert_93`] | straight lines in the plane of a projection (Snyder 1987) |
//! | What hangs together? | [`neighbour::component`] | Tarjan & van Leeuwen 1984 (Journal of the ACM 31) |
//! | Where should the next sites open? | [`siting`] | Church & ReVelle 1974, Toregas, Swain, ReVelle & Bergman 1971, Hakimi 1964, ReVelle & Swain 1970, Teitz & Bart 1968, Rawls 1971, Krause, McMahan, Guestrin & Gupta 2008; bounds: Cornuéjols, Fisher & Nemhauser 1977 (Management Science 23) |
//! | Which sums does any set of communes make? | [`assembly::Territory`], [`assembly::Grouping`] | union, difference, intersection |
//! | Whom does a scheme reach over the years, and is that less than chance? | [`cohort`] | occupancy (Feller 1968; Johnson & Kotz 1977), Kaplan & Meier 1958 (JASA 53), Greenwood 1926, Mantel 1966 (Cancer Chemotherapy Reports 50), Peto & Peto 1972 (Journal of the Royal Statistical Society A 135) |
//! | What is to be said of it, when so much is looked at? | [`cohort::finding`] | METHODS.md 6; Holm 1979 (Scandinavian Journal of Statistics 6), Tarone 1990 (Biometrics 46), Benjamini & Hochberg 1995 |
//! | How much did it grow? | [`mod@change::growth`], [`change::series`] | compound annual growth; splicing (SNA 2008) |
//! | What is its growth due to? | [`mod@change::shift_share`] | Dunn 1960, Esteban-Marquillas 1972, Barff & Knight 1988 (Growth and Change 19) |
//! | What is it in the communes of another year? | [`change::passage`] | mergers and splits by shares |
//! | Why is it not what was published before? | [`change::ledger`] | entries that sum; Shapley 1953 where no order is better |
//! | Who is like it, and in what? | [`comparable`] | nearest neighbours on declared features, Dixon 1979 for missing ones |
//! | Is it a white zone, and why? | [`white_zone::offre`], [`white_zone::accompagnement`] | METHODS.md 5 |
//! | Is it low together with its neighbours? | [`white_zone::foyer_froid`] | Getis & Ord 1992, Ord & Getis 1995 (Geographical Analysis 27), Benjamini & Hochberg 1995 (JRSS B 57) |
//! | Was nobody helped, beyond what chance explains? | [`white_zone::recours`] | METHODS.md 5 and 6 |
//! | Which kinds meet, which area do they make, would another threshold say otherwise? | [`white_zone::combination`], [`white_zone::area`], [`white_zone::stability`] | METHODS.md 5 |
//! | Do two measures go together? | [`mod@association`] | Pearson 1896, Spearman 1904, Fisher 1915 (Biometrika 10) |
//! | Do neighbours resemble each other? | [`autocorrelation::moran()`], [`autocorrelation::geary()`], [`autocorrelation::join_counts`] | Moran 1950 (Biometrika 37), Geary 1954 (Incorporated Statistician 5), Moran 1948 (JRSS B 10), Cliff & Ord 1981 |
//! | Where do they, and who stands out? | [`autocorrelation::local_moran()`] | Anselin 1995 (Geographical Analysis 27) |
//! | Where do high or low values gather? | [`autocorrelation::getis_ord()`] | Getis & Ord 1992, Ord & Getis 1995 (Geographical Analysis 24, 27) |
//! | The same for rates of unequal populations? | [`autocorrelation::standardised`] | Assunção & Reis 1999 (Statistics in Medicine 18) |
//! | What would chance give, and after thousands of tests? | [`autocorrelation::permutation`], [`autocorrelation::false_discovery`] | Davison & Hinkley 1997; Benjamini & Hochberg 1995 (JRSS B 57) |
//! | What is said of each of these, in French? | [`method`] | the one catalogue of the page, its bubbles and its documentation |
//!
//! **Absence is a value.** Every figure is a [`Value`]: a number or one of four absences, never merged. Zero is a number.
//! **Same bits on any number of threads**: parallel map, ordered collect, sequential fold, and draws seeded per row.
//!
//! Where to go next: [`indicator::compute`] for a whole column with its intervals, [`indicator::Definition`] for the French
//! words that go with it.

mod gamma;
mod seed;
mod vocabulary;

pub mod absence;
pub mod access;
pub mod assembly;
pub mod association;
pub mod autocorrelation;
pub mod bayes;
pub mod change;
pub mod classes;
pub mod cohort;
pub mod comparable;
pub mod equity;
pub mod error;
pub mod famille;
pub mod indicator;
pub mod interval;
pub mod level;
pub mod measure;
pub mod method;
pub mod neighbour;
pub mod perimetre;
pub mod rank;
pub mod section;
pub mod siting;
pub mod travel;
pub mod white_zone;

pub use absence::{Absence, Value};
pub use error::Error;
pub use famille::Famille;
pub use indicator::Indicator;
pub use level::Level;
pub use perimetre::Perimetre;
pub use section::Section;
