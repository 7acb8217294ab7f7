//! Migrations are compiled in: a new file in their folder rebuilds the crate.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
