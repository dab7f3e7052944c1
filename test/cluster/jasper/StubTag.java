package compared;

import jakarta.servlet.jsp.tagext.BodyTagSupport;
import jakarta.servlet.jsp.tagext.DynamicAttributes;

/** Stands for the tags of libraries that are not there: Jasper wants a class to load. */
public final class StubTag extends BodyTagSupport implements DynamicAttributes {
    private static final long serialVersionUID = 1L;

    @Override
    public void setDynamicAttribute(String uri, String name, Object value) {
        // Any attribute will do.
    }
}
