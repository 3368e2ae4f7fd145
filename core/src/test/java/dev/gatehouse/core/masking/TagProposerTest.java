package dev.gatehouse.core.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagProposerTest {
  private final TagProposer proposer = TagProposer.of(Detectors.all());

  @Test
  void aColumnThatNobodyNamedWellIsToldByItsContent() {
    List<String> mails = samples(i -> "person" + i + "@example.com");

    TagProposal proposal = proposer.propose("contact", mails).orElseThrow();

    assertThat(proposal.tag()).isEqualTo("pii.email");
    assertThat(proposal.evidence()).isEqualTo(TagProposal.Evidence.CONTENT);
    assertThat(proposal.share()).isEqualTo(1);
    assertThat(proposal.sentence()).doesNotContain("person1");
    assertThat(proposer.propose("email", mails).orElseThrow().evidence())
        .isEqualTo(TagProposal.Evidence.NAME_AND_CONTENT);
  }

  @Test
  void aFewStraysAndEmptyValuesDoNotHideAColumn() {
    List<String> values =
        Arrays.asList(
            "a@b.example", null, "", "unknown", "c@d.example", "e@f.example", "g@h.example", "-");

    assertThat(proposer.propose("x", values).orElseThrow().tag()).isEqualTo("pii.email");
  }

  @Test
  void orderNumbersAreNoCitizenNumbersThoughSomePassTheCheck() {
    List<String> numbers = samples(i -> Long.toString(223_456_789L + i * 1_237_007L));

    assertThat(numbers.stream().filter(value -> CheckDigits.bsn(value)).count()).isPositive();
    assertThat(proposer.propose("order_number", numbers)).isEmpty();
  }

  @Test
  void textsWithSomePersonalDataAreFreeText() {
    List<String> tickets =
        samples(
            i ->
                i % 10 == 0
                    ? "please call me on +31 20 555 01" + (10 + i % 80)
                    : "the parcel number " + i + " did not arrive");

    TagProposal proposal = proposer.propose("body", tickets).orElseThrow();

    assertThat(proposal.tag()).isEqualTo("pii.free_text");
    assertThat(proposal.share()).isBetween(0.05, 0.15);
  }

  @Test
  void textsWithoutAnyAreNot() {
    assertThat(proposer.propose("body", samples(i -> "the parcel number " + i + " is here")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "email, pii.email",
    "eMail, pii.email",
    "customer_email, pii.email",
    "homePhone, pii.phone",
    "SSN, pii.national_id",
    "SSNNumber, pii.national_id",
    "date_of_birth, pii.birth_date",
    "dob, pii.birth_date",
    "cardNumber, pci.card",
    "iban, pii.iban",
    "billing_city, pii.address",
    "last_name, pii.name",
    "api_key, secret.key",
    "password2, secret.key",
  })
  void wordsOfANameSpeakForATag(String column, String tag) {
    TagProposal proposal = proposer.propose(column, Collections.emptyList()).orElseThrow();

    assertThat(proposal.tag()).isEqualTo(tag);
    assertThat(proposal.evidence()).isEqualTo(TagProposal.Evidence.NAME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "capacity",
        "velocity",
        "panel",
        "company",
        "telemetry",
        "emailed",
        "mobility",
        "tokenize",
        "email_count",
        "is_email_verified",
        "phone_type",
        "address_id",
        "passport_status",
        "dobro",
        "secretary",
        "",
      })
  void partsOfWordsAndWordsAboutAThingDoNot(String column) {
    assertThat(proposer.propose(column, Collections.emptyList())).isEmpty();
  }

  private static List<String> samples(java.util.function.IntFunction<String> value) {
    return IntStream.range(0, 300).mapToObj(value).toList();
  }
}
