/// Users' templates: Pebble's language in a deny-all sandbox. Pebble reads the text; what runs is a
/// closed set of our own nodes, so that no class, method, file or other template is within reach.
@NullMarked
package postrider.mail.template;

import org.jspecify.annotations.NullMarked;
