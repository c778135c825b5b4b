/// The end-to-end benchmarks, and the program that runs them.
@NullMarked
package postrider.bench;

import org.jspecify.annotations.NullMarked;
