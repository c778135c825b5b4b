/// What every implementation of a port must pass: interfaces whose default methods are the tests.
/// They share stores with others: each test makes its own campaign, project or list.
@NullMarked
package postrider.testkit.contract;

import org.jspecify.annotations.NullMarked;
