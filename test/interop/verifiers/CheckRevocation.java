import java.io.FileInputStream;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** CheckRevocation ROOT PATH...: what PKIX of the JDK thinks of each path, by OCSP alone and by lists alone. */
public class CheckRevocation {
  public static void main(String[] args) throws Exception {
    System.setProperty("com.sun.security.enableCRLDP", "true");
    X509Certificate root = read(args[0]).get(0);
    for (int i = 1; i < args.length; i++) {
      System.out.println("OCSP " + verdict(root, args[i], Option.NO_FALLBACK));
      System.out.println("CRL " + verdict(root, args[i], Option.NO_FALLBACK, Option.PREFER_CRLS));
    }
  }

  private static String verdict(X509Certificate root, String path, Option first, Option... more)
      throws Exception {
    CertPathValidator validator = CertPathValidator.getInstance("PKIX");
    PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
    checker.setOptions(EnumSet.of(first, more));
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.addCertPathChecker(checker);
    try {
      validator.validate(
          CertificateFactory.getInstance("X.509").generateCertPath(read(path)), parameters);
      return "accepted";
    } catch (CertPathValidatorException refusal) {
      return "refused: " + refusal.getReason() + " at " + refusal.getIndex() + ", "
          + refusal.getMessage();
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
