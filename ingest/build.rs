//! A card or a table added to `data/` is carried by the next build: the embedding macro alone sees only changed bytes.

fn main() {
    println!("cargo::rerun-if-changed=../data/catalogue");
    println!("cargo::rerun-if-changed=../data/reference");
}
