/// The end-to-end benchmarks, and the program that runs them.
@org.jspecify.annotations.NullMarked
package postrider.bench;
