/// What single steps cost, measured by JMH.
@NullMarked
package postrider.bench.micro;

import org.jspecify.annotations.NullMarked;
