import org.apache.catalina.LifecycleState;
import org.apache.catalina.startup.Catalina;

/** One Tomcat on the folder that is given. It ends when its standard input does, so that no server outlives the tests. */
public class TomcatNode {
    public static void main(String[] args) throws Exception {
        System.setProperty("catalina.home", args[0]);
        System.setProperty("catalina.base", args[0]);
        Catalina catalina = new Catalina();
        catalina.setParentClassLoader(TomcatNode.class.getClassLoader());
        catalina.setUseShutdownHook(false);
        catalina.load();
        catalina.start();
        boolean started = catalina.getServer() != null && catalina.getServer().getState() == LifecycleState.STARTED;
        System.out.println(started ? "NODE STARTED" : "NODE REFUSED");
        System.out.flush();
        while (System.in.read() >= 0) {
            // Nobody writes.
        }
        Runtime.getRuntime().halt(0);
    }
}
