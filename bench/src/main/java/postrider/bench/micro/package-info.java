/// What single steps cost, measured by JMH.
@org.jspecify.annotations.NullMarked
package postrider.bench.micro;
