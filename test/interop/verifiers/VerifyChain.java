import java.io.FileInputStream;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import sun.security.util.HostnameChecker;

/** VerifyChain ROOT PATH HOSTNAME: what PKIX of the JDK thinks of a chain for a TLS server. */
public class VerifyChain {
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

  public static void main(String[] args) throws Exception {
    try {
      X509Certificate root = read(args[0]).get(0);
      List<X509Certificate> path = read(args[1]);
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
      parameters.setRevocationEnabled(false);
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
      List<String> purposes = path.get(0).getExtendedKeyUsage();
      if (purposes != null && !purposes.contains(SERVER_AUTH)) {
        throw new CertificateException("not for servers");
      }
      HostnameChecker.getInstance(HostnameChecker.TYPE_TLS).match(args[2], path.get(0));
      System.out.println("accepted");
    } catch (CertificateException | CertPathValidatorException refusal) {
      System.out.println("refused: " + refusal.getMessage());
    }
  }

  private static List<X509Certificate> read(String name) throws Exception {
    List<X509Certificate> certificates = new ArrayList<>();
    try (FileInputStream in = new FileInputStream(name)) {
      CertificateFactory.getInstance("X.509").generateCertificates(in)
          .forEach(certificate -> certificates.add((X509Certificate) certificate));
    }
    return certificates;
  }
}
