package postrider.mail.template;

import java.util.List;

/// Makes one value of another.
interface Filter {
    /// @param arguments as many as its rule takes, in the order of the rule's parameters; those that
    ///     were left out at the end are absent
    Value apply(Run run, Value input, List<Value> arguments) throws CannotRender;
}
