package org.apache.jasper.compiler;

import jakarta.servlet.jsp.tagext.FunctionInfo;
import jakarta.servlet.jsp.tagext.TagAttributeInfo;
import jakarta.servlet.jsp.tagext.TagExtraInfo;
import jakarta.servlet.jsp.tagext.TagFileInfo;
import jakarta.servlet.jsp.tagext.TagInfo;
import jakarta.servlet.jsp.tagext.TagLibraryInfo;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.jasper.JspC;
import org.apache.jasper.JspCompilationContext;
import org.xml.sax.Attributes;

/**
 * Prints what Jasper's own parser reads in pages: one line with the path, then one line per node in the order of
 * the page. It stands in Jasper's package because its nodes are not public. Arguments: the root of a web
 * application, a folder for Jasper's output. Paths of pages, relative to the root, come on standard input.
 */
public final class JasperSequence {
    private JasperSequence() {}

    public static void main(String[] args) throws Exception {
        Translator sequence = new Translator();
        sequence.setUriroot(args[0]);
        sequence.setOutputDir(args[1]);
        sequence.setValidateXml(false);
        sequence.start();
        BufferedReader paths = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String path = paths.readLine(); path != null; path = paths.readLine()) sequence.print(path);
    }

    private static final class Translator extends JspC {
        private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

        void start() throws Exception {
            initServletContext(JasperSequence.class.getClassLoader());
        }

        void print(String path) {
            out.println("page " + quote(path));
            StringBuilder found = new StringBuilder();
            try {
                Probe compiler = new Probe();
                compiler.parse(contextOf("/" + path)).visit(new Printer(found));
                out.print(found);
            } catch (Exception | StackOverflowError error) {
                out.println("refused " + quote(String.valueOf(error.getMessage()).split("\n")[0]));
            }
        }

        private JspCompilationContext contextOf(String path) throws Exception {
            boolean isTag = path.endsWith(".tag") || path.endsWith(".tagx");
            JspCompilationContext result = isTag
                ? new JspCompilationContext(path, new AnyTag(path), this, context, null, rctxt, null)
                : new JspCompilationContext(path, this, context, null, rctxt);
            result.setClassLoader(JasperSequence.class.getClassLoader());
            return result;
        }
    }

    /** The steps of Compiler.generateJava up to the parsed page. */
    private static final class Probe extends Compiler {
        Node.Nodes parse(JspCompilationContext context) throws Exception {
            init(context, null);
            errDispatcher = new ErrorDispatcher(true);
            pageInfo = new PageInfo(new BeanRepository(context.getClassLoader(), errDispatcher), context);
            JspConfig.JspProperty property = options.getJspConfig().findJspProperty(context.getJspFile());
            if (property.isELIgnored() != null) pageInfo.setELIgnored(JspUtil.booleanValue(property.isELIgnored()));
            if (property.getIncludePrelude() != null) pageInfo.setIncludePrelude(property.getIncludePrelude());
            if (property.getIncludeCoda() != null) pageInfo.setIncludeCoda(property.getIncludeCoda());
            if (property.isDeferedSyntaxAllowedAsLiteral() != null) {
                pageInfo.setDeferredSyntaxAllowedAsLiteral(JspUtil.booleanValue(property.isDeferedSyntaxAllowedAsLiteral()));
            }
            ParserController parser = new ParserController(context, this);
            Validator.validateDirectives(this, parser.parseDirectives(context.getJspFile()));
            return parser.parse(context.getJspFile());
        }

        @Override
        protected void generateClass(Map<String, SmapStratum> smaps) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Printer extends Node.Visitor {
        private final StringBuilder found;

        Printer(StringBuilder found) {
            this.found = found;
        }

        private void line(String kind, String... texts) {
            found.append(kind);
            for (String text : texts) found.append(' ').append(quote(text));
            found.append('\n');
        }

        @Override
        public void visit(Node.Scriptlet node) {
            line("scriptlet", node.getText());
        }

        @Override
        public void visit(Node.Expression node) {
            line("expression", node.getText());
        }

        @Override
        public void visit(Node.Declaration node) {
            line("declaration", node.getText());
        }

        @Override
        public void visit(Node.ELExpression node) {
            line("el", node.getType() + "{" + node.getText() + "}");
        }

        @Override
        public void visit(Node.PageDirective node) {
            line("directive", "page");
        }

        @Override
        public void visit(Node.TaglibDirective node) {
            line("directive", "taglib");
        }

        @Override
        public void visit(Node.IncludeDirective node) throws org.apache.jasper.JasperException {
            if (node.getAttributeValue("file") != null) line("include", node.getAttributeValue("file"));
            visitBody(node);
        }

        @Override
        public void visit(Node.TagDirective node) {
            line("directive", "tag");
        }

        @Override
        public void visit(Node.AttributeDirective node) {
            line("directive", "attribute");
        }

        @Override
        public void visit(Node.VariableDirective node) {
            line("directive", "variable");
        }

        @Override
        public void visit(Node.JspRoot node) throws org.apache.jasper.JasperException {
            visitBody(node);
        }

        @Override
        public void visit(Node.JspText node) throws org.apache.jasper.JasperException {
            visitBody(node);
        }

        @Override
        public void visit(Node.UninterpretedTag node) throws org.apache.jasper.JasperException {
            line("element", node.getQName());
            visitBody(node);
        }

        @Override
        public void visit(Node.JspOutput node) {
            // Says nothing that is compared.
        }

        @Override
        protected void doVisit(Node node) {
            if (node instanceof Node.TemplateText || node instanceof Node.Comment || node instanceof Node.Root) return;
            // Standard actions and custom tags.
            Attributes attributes = node.getAttributes();
            String[] texts = new String[1 + (attributes == null ? 0 : 2 * attributes.getLength())];
            texts[0] = node.getQName();
            for (int i = 1; i < texts.length; i += 2) {
                texts[i] = attributes.getQName(i / 2);
                texts[i + 1] = attributes.getValue(i / 2);
            }
            line("action", texts);
        }
    }

    /** A tag file is parsed with nothing known of it. */
    private static final class AnyTag extends TagInfo {
        AnyTag(String path) {
            super(new File(path).getName().replaceAll("\\W", "_"), "compared.Tag", "scriptless", "", new AnyLibrary(), null, new TagAttributeInfo[0]);
        }
    }

    private static final class AnyLibrary extends TagLibraryInfo {
        AnyLibrary() {
            super("compared", "urn:compared");
            tlibversion = "1.0";
            jspversion = "2.1";
        }

        @Override
        public TagLibraryInfo[] getTagLibraryInfos() {
            return new TagLibraryInfo[0];
        }
    }

    static String quote(String text) {
        StringBuilder result = new StringBuilder("\"");
        for (char character : text.toCharArray()) {
            if (character == '"' || character == '\\') result.append('\\').append(character);
            else if (character < ' ' || character > '~') result.append(String.format("\\u%04x", (int) character));
            else result.append(character);
        }
        return result.append('"').toString();
    }
}
