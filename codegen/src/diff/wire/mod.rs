//! What changes on the wire, by the rules of oasdiff.
