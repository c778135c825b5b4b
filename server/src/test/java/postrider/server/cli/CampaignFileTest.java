package postrider.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignFileTest {
    @TempDir Path folder;

    @Test
    void takesItsContentFromFilesBesideIt() throws IOException {
        Files.writeString(folder.resolve("sale.html"), "<p>Hi</p>");

        var file = read("from: news@shop.example\nsubject: Sale\nhtml_file: sale.html\ntext: Hi\n");

        assertThat(file.html()).isEqualTo("<p>Hi</p>");
        assertThat(file.text()).contains("Hi");
        assertThat(file.plan().toString())
                .isEqualTo("{\"from\":\"news@shop.example\",\"subject\":\"Sale\"}");
    }

    @Test
    void aMailNeedsContent() {
        assertThatThrownBy(() -> read("from: news@shop.example\n"))
                .hasMessageContaining("\"html_file\" is missing");
    }

    @Test
    void idsBelongToTheApi() {
        assertThatThrownBy(() -> read("template_id: tmpl_1\nhtml: x\n"))
                .hasMessageContaining("--audience");
    }

    @Test
    void contentIsGivenOnce() {
        assertThatThrownBy(() -> read("html: a\nhtml_file: b.html\n"))
                .hasMessageContaining("not both");
    }

    @Test
    void aMissingContentFileIsNamed() {
        assertThatThrownBy(() -> read("html_file: gone.html\n")).hasMessageContaining("gone.html");
    }

    @Test
    void brokenYamlIsToldWithItsLine() {
        assertThatThrownBy(() -> read("from: [\nsubject: x\n"))
                .hasMessageContaining("campaign.yaml:");
    }

    private CampaignFile read(String yaml) throws IOException {
        return CampaignFile.read(Files.writeString(folder.resolve("campaign.yaml"), yaml));
    }
}
