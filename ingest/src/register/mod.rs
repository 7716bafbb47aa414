//! Establishments of the register and official tables, streamed into the draft.
