//! Where to open the next permanence: covering and median problems, existing sites fixed (METHODS 8).
//!
//! Refuses to know the clock: a caller's closure says whether to go on.
