package shop;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Counts in the session, and says whether the session was known and how far it had come. */
public class CountServlet extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession();
        Integer before = (Integer) session.getAttribute("count");
        String known = session.isNew() ? "new" : "known";
        session.setAttribute("count", before == null ? 1 : before + 1);
        response.setContentType("text/plain");
        response.getWriter().print(known + " " + (before == null ? 0 : before));
    }
}
