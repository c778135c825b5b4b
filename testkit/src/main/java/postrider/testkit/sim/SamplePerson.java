package postrider.testkit.sim;

/// One invented customer.
///
/// @param email ends in the reserved `.test` or `.example`, unless it is one of the invalid ones
/// @param country two letters (ISO 3166)
/// @param plan `free`, `plus` or `pro`
public record SamplePerson(
        String email,
        String firstName,
        String lastName,
        String city,
        String country,
        String plan) {}
