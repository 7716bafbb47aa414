//! Loaded totals against published figures, gap by gap.
