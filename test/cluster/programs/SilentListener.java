import org.apache.catalina.ha.ClusterListener;
import org.apache.catalina.ha.ClusterMessage;

/** A listener of an application's own, which does nothing with what the other nodes send. */
public class SilentListener extends ClusterListener {
    @Override
    public void messageReceived(ClusterMessage message) {
        // Not for us.
    }

    @Override
    public boolean accept(ClusterMessage message) {
        return false;
    }
}
